export type Pattern = 'plain' | 'up' | 'down' | 'dots' | 'cross' | 'lines';

const made = new Map<string, CanvasPattern | null>();

/** A texture, so that what is filled with it reads without its colour; a plain one is none. */
export function patternOf(pen: CanvasRenderingContext2D, pattern: Pattern, colour: string): CanvasPattern | null {
    if (pattern === 'plain') return null;
    const key = `${pattern} ${colour}`;
    let found = made.get(key);
    if (found === undefined) made.set(key, (found = pen.createPattern(tile(pattern, colour), 'repeat')));
    return found;
}

const pictures = new Map<string, string>();

/** The same texture for a legend, as the address of a picture. */
export function picture(pattern: Pattern, colour: string): string {
    const key = `${pattern} ${colour}`;
    let found = pictures.get(key);
    if (found === undefined) pictures.set(key, (found = tile(pattern, colour).toDataURL()));
    return found;
}

function tile(pattern: Pattern, colour: string): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 6;
    const pen = canvas.getContext('2d');
    if (pen === null) return canvas;
    pen.strokeStyle = pen.fillStyle = colour;
    pen.beginPath();
    if (pattern === 'dots') pen.fillRect(2, 2, 2, 2);
    if (pattern === 'lines') pen.fillRect(2, 0, 1, 6);
    if (pattern === 'up' || pattern === 'cross') slanted(pen, 6, 0);
    if (pattern === 'down' || pattern === 'cross') slanted(pen, 0, 6);
    pen.stroke();
    return canvas;
}

function slanted(pen: CanvasRenderingContext2D, left: number, right: number): void {
    for (const shift of [-6, 0, 6]) {
        pen.moveTo(shift, left);
        pen.lineTo(shift + 6, right);
    }
}
