import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline';

const over = (to: number) => {
    const timeline = new Timeline();
    timeline.grow({ from: 0, to });
    return timeline;
};

describe('the shared time', () => {
    it('shows all there is with a little air, and goes on doing so as it grows', () => {
        const timeline = over(1e9);
        expect(timeline.shown.value).toEqual({ from: -2e7, to: 1.02e9 });
        timeline.grow({ from: 0, to: 2e9 });
        expect(timeline.shown.value).toEqual({ from: -4e7, to: 2.04e9 });
        expect(timeline.isWhole).toBe(true);
    });

    it('leaves a stretch alone that someone looks at, unless the end is followed', () => {
        const timeline = over(1e9);
        timeline.show({ from: 1e8, to: 2e8 });
        timeline.grow({ from: 0, to: 2e9 });
        expect(timeline.shown.value).toEqual({ from: 1e8, to: 2e8 });
        timeline.follow.value = true;
        timeline.grow({ from: 0, to: 4e9 });
        expect(timeline.shown.value).toEqual({ from: 3.98e9, to: 4.08e9 });
    });

    it('stops following when someone moves back', () => {
        const timeline = over(1e9);
        timeline.follow.value = true;
        timeline.zoom(0.5, 5e8);
        timeline.pan(-0.25);
        expect(timeline.follow.value).toBe(false);
    });

    it('zooms about the pointer and never leaves what there is', () => {
        const timeline = over(1e9);
        timeline.cursor.value = 0;
        timeline.zoom(0.1);
        expect(timeline.shown.value.from).toBeLessThanOrEqual(0);
        timeline.zoom(100);
        expect(timeline.isWhole).toBe(true);
    });

    it('brings a moment into sight only where it is not', () => {
        const timeline = over(1e9);
        timeline.show({ from: 0, to: 1e8 });
        timeline.reveal(5e7);
        expect(timeline.shown.value).toEqual({ from: 0, to: 1e8 });
        timeline.reveal(5e8);
        expect(timeline.shown.value).toEqual({ from: 4.5e8, to: 5.5e8 });
    });
});
