import type { SqlSchema } from '../../api';
import { bytes, count } from '../../ui/format';

/** `1,000 rows, 8 MiB, 10 s` */
export const saidLimits = ({ rows, bytes: size, millis }: SqlSchema['limits'], limit = rows): string =>
    `${count(limit)} rows, ${saidSize(size)}, ${millis / 1000} s`;

export const saidSize = (size: number): string => (size % 2 ** 20 === 0 ? `${size / 2 ** 20} MiB` : bytes(size));
