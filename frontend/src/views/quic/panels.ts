import type { ComponentType } from 'preact';
import type { QuicPanel, QuicRoute } from '../../route';
import { Congestion } from './congestion';
import { Packets } from './packets';
import { Sequence } from './sequence';
import { Statistics } from './statistics';
import { Streams } from './streams';
import type { Look } from './look';

export interface PanelProps {
    look: Look;
    route: QuicRoute;
    running: boolean;
}

/** What each of the panels is drawn by. */
export const PANELS: Partial<Record<QuicPanel, ComponentType<PanelProps>>> = {
    sequence: Sequence,
    congestion: Congestion,
    streams: Streams,
    packets: Packets,
    statistics: Statistics,
};

export const PANEL_NAMES: Record<QuicPanel, string> = {
    sequence: 'Sequence',
    congestion: 'Congestion',
    streams: 'Streams',
    packets: 'Packets',
    statistics: 'Statistics',
};
