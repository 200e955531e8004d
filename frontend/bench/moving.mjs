// What moves a view at every frame; each of these runs inside the page.

/** Gives the page what the moving needs: frames counted until the time is over, and a pointer that acts on an element. */
export function begin() {
    window.framesOf = (length, act) =>
        new Promise((done) => {
            const frames = [];
            const begun = performance.now();
            let last = begun;
            const step = (now) => {
                const passed = Math.max(0, now - last);
                frames.push(passed);
                last = now;
                const share = (now - begun) / length;
                act(Math.min(1, share), passed / length);
                if (share >= 1) done({ seconds: (now - begun) / 1000, frames: frames.slice(1) });
                else requestAnimationFrame(step);
            };
            requestAnimationFrame(step);
        });
    window.pointerOn = (box) => {
        box.setPointerCapture = () => undefined;
        const { left, top, width, height } = box.getBoundingClientRect();
        const at = (x, y) => ({
            clientX: left + width * x,
            clientY: top + height * y,
            bubbles: true,
            cancelable: true,
        });
        const pointer = (type) => (x, y) =>
            box.dispatchEvent(new PointerEvent(type, { ...at(x, y), button: 0, pointerId: 1 }));
        return {
            press: pointer('pointerdown'),
            move: pointer('pointermove'),
            release: pointer('pointerup'),
            turn: (deltaY, ctrlKey) => box.dispatchEvent(new WheelEvent('wheel', { ...at(0.4, 0.4), deltaY, ctrlKey })),
        };
    };
}

/**
 * The wheel goes closer by e to the power of `depth`, of which a notch has `power`, then a drag goes along and back, then
 * the wheel back again.
 */
export function moveDiagram({ length, box, ctrl, power, depth }) {
    const hand = window.pointerOn(document.querySelector(box));
    const NOTCH = 0.0015;
    const WHEELING = 0.35;
    let held = false;
    return window.framesOf(length, (share, step) => {
        const drags = share > WHEELING && share < 1 - WHEELING;
        const swing = 0.5 + 0.4 * Math.sin(share * 40);
        if (drags && !held) hand.press(0.5, 0.5);
        if (!drags && held) hand.release(0.5, 0.5);
        held = drags;
        if (drags) return hand.move(swing, swing);
        const by = ((step / WHEELING) * depth) / (NOTCH * power);
        hand.turn(share < 0.5 ? -by : by, ctrl);
    });
}

/** The rows go by, then the window of the minimap is drawn, which has others read, and they go by again. */
export function moveList({ length }) {
    const list = document.querySelector('.grid-box');
    const hand = window.pointerOn(document.querySelector('.minimap .canvas-box'));
    let held = false;
    return window.framesOf(length, (share, step) => {
        const drags = share > 0.4 && share < 0.6;
        if (drags && !held) hand.press(0.9, 0.5);
        if (!drags && held) hand.release(0.5, 0.5);
        held = drags;
        if (drags) hand.move(0.9 - 0.8 * Math.abs(Math.sin(share * 20)), 0.5);
        else list.scrollTop += step * 60_000;
    });
}
