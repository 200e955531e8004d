import { render } from 'preact';
import { route, startRouting } from './route';
import { Note } from './ui/message';
import { Shell } from './ui/shell';
import { Attach } from './views/attach';
import { Home } from './views/home';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';

/** Which view a URL shows: the one place that knows them all. */
function View() {
    const now = route.value;
    switch (now.view) {
        case 'home':
            return <Home />;
        case 'attach':
            return <Attach key={now.pid} pid={now.pid} />;
        default:
            return <main class="page"><Note title="There is no such page">
                This address leads nowhere. <a href="/">Targets and sessions</a> are on the first page.
            </Note></main>;
    }
}

startRouting();
const root = document.getElementById('app');
if (root !== null) render(<Shell><View /></Shell>, root);
