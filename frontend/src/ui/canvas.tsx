import { effect } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { colours, type Colours } from './colours';
import './canvas.css';

/** What one paints on: sizes are CSS pixels, whatever the screen's own are. */
export interface Surface {
    pen: CanvasRenderingContext2D;
    width: number;
    height: number;
    /** Pixels of the screen to one of CSS: lines of 1/ratio are the finest. */
    ratio: number;
    colours: Colours;
}

export type Paint = (surface: Surface) => void;

/** Paints once a frame at most: when a signal that the last painting read has changed, the size, the theme or the painting. */
class Painter {
    paint: Paint = () => undefined;
    private frame = 0;
    private forget: (() => void) | undefined;
    private width = 0;
    private height = 0;
    private ratio = 1;
    private readonly pen: CanvasRenderingContext2D | null;

    constructor(private readonly canvas: HTMLCanvasElement) {
        // Opaque: nothing lies below that would have to be mixed in.
        this.pen = canvas.getContext('2d', { alpha: false });
    }

    schedule(): void {
        if (this.frame === 0) this.frame = requestAnimationFrame(() => this.run());
    }

    resize(width: number, height: number): void {
        this.width = width;
        this.height = height;
        this.ratio = devicePixelRatio || 1;
        this.canvas.width = Math.max(1, Math.round(width * this.ratio));
        this.canvas.height = Math.max(1, Math.round(height * this.ratio));
        // The canvas is blank now: not a frame later.
        cancelAnimationFrame(this.frame);
        this.run();
    }

    close(): void {
        cancelAnimationFrame(this.frame);
        this.forget?.();
    }

    private run(): void {
        this.frame = 0;
        this.forget?.();
        let painted = false;
        this.forget = effect(() => {
            if (painted) this.schedule();
            else this.paintNow();
            painted = true;
        });
    }

    private paintNow(): void {
        if (this.pen === null || this.width === 0 || this.height === 0) return;
        this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        const theme = colours();
        this.pen.fillStyle = theme.surface;
        this.pen.fillRect(0, 0, this.width, this.height);
        this.paint({ pen: this.pen, width: this.width, height: this.height, ratio: this.ratio, colours: theme });
    }
}

interface CanvasProps {
    /** What a screen reader says it is; where to find the same as text. */
    label: string;
    paint: Paint;
    class?: string;
    /** For gestures: the box that the canvas fills. */
    box?: RefObject<HTMLDivElement>;
    /** Over the canvas. */
    children?: ComponentChildren;
}

/** A canvas as large as its place, as sharp as the screen, in the theme's colours, painted again when what it shows changes. */
export function Canvas({ label, paint, class: name = '', box, children }: CanvasProps) {
    const own = useRef<HTMLDivElement>(null);
    const place = box ?? own;
    const canvas = useRef<HTMLCanvasElement>(null);
    const painter = useRef<Painter>();
    useEffect(() => {
        const element = place.current;
        if (element === null || canvas.current === null) return undefined;
        const mine = (painter.current = new Painter(canvas.current));
        mine.paint = paint;
        const sizes = new ResizeObserver(() => mine.resize(element.clientWidth, element.clientHeight));
        sizes.observe(element);
        const sharpness = watchRatio(() => mine.resize(element.clientWidth, element.clientHeight));
        return () => {
            sizes.disconnect();
            sharpness();
            mine.close();
        };
    }, []);
    useLayoutEffect(() => {
        if (painter.current === undefined) return;
        painter.current.paint = paint;
        painter.current.schedule();
    });
    return (
        <div ref={place} class={`canvas-box ${name}`} tabIndex={0} role="group" aria-label={label}>
            <canvas ref={canvas} aria-hidden="true" />
            {children}
        </div>
    );
}

/** A window dragged to another screen, or zoomed. */
function watchRatio(changed: () => void): () => void {
    const stop = new AbortController();
    const wait = () =>
        matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
            'change',
            () => {
                changed();
                wait();
            },
            { once: true, signal: stop.signal },
        );
    wait();
    return () => stop.abort();
}
