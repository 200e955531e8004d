import { remembered } from '../../../ui/remembered';

/** Whether the plots over the list are there. */
export const stripShown = remembered('strip', true);
