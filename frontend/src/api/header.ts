/** One header as it was captured, in the order of the wire. */
export interface Header {
    name: string;
    value: string;
    /** The bytes in hexadecimal, where they are no UTF-8. */
    nameHex?: string;
    valueHex?: string;
    valueLength: number;
    truncated: boolean;
    masked: boolean;
    withheld: boolean;
    offsetNanos: number;
}
