import type { Packet } from '../../api';

/** A packet's name in the URL: `sent.application.123`. */
export const nameOf = ({ direction, space, number }: Packet): string => `${direction}.${space}.${number}`;
