import { withoutSubject } from '../../../ui/narrow';
import type { Difference, Differences, DifferenceValue } from '../../../api';

export const FEW = 4;
const LEAST_SCORE = 0.02;

/** The parts of the selection and of the others that have a value. */
export function sharesOf(
    value: DifferenceValue,
    of: Pick<Differences, 'selected' | 'rest'>,
): { selected: number; rest: number } {
    const share = (n: number, all: number) => (all === 0 ? 0 : Math.min(1, n / all));
    return { selected: share(value.selected, of.selected), rest: share(value.rest, of.rest) };
}

/** Whether a field says anything: one that hardly differs would only hide those that do. */
export const telling = ({ score, values }: Difference): boolean => score >= LEAST_SCORE && values.length > 0;

/** Whether a selection is made by the values of a field: that it differs in them goes without saying. */
export const madeBy = (selection: string, field: string): boolean =>
    [field, `connection(${field})`].some((about) => withoutSubject(selection, about) !== selection);
