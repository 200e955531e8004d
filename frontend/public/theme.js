// Before the first paint, so that a dark page never flashes light.
try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
    // Storage is refused: the system's theme it is.
}
