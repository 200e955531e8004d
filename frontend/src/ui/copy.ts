import { toast } from './toast';

/** Puts a text on the clipboard, and says whether that worked. */
export async function copy(text: string, what: string): Promise<void> {
    try {
        await navigator.clipboard.writeText(text);
        toast(`Copied ${what}.`);
    } catch {
        toast('The browser lets no page copy here: it wants https, or an address on this machine.', true);
    }
}
