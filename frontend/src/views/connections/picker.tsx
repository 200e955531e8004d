import { CONNECTION_COLUMNS, type ConnectionColumn } from '../../route';
import { Dialog } from '../../ui/dialog';
import { OPTIONAL } from './optional';

interface PickerProps {
    columns: readonly ConnectionColumn[];
    onColumns: (columns: ConnectionColumn[]) => void;
    onClose: () => void;
}

/** Which columns stand beside the usual. */
export function ColumnPicker({ columns, onColumns, onClose }: PickerProps) {
    return (
        <Dialog title="Columns" onClose={onClose}>
            <ul class="connection-columns">
                {CONNECTION_COLUMNS.map((column) => (
                    <li key={column}>
                        <label class="tick">
                            <input
                                type="checkbox"
                                checked={columns.includes(column)}
                                onChange={(event) => {
                                    const { checked } = event.currentTarget;
                                    const kept = (each: ConnectionColumn) =>
                                        each === column ? checked : columns.includes(each);
                                    onColumns(CONNECTION_COLUMNS.filter(kept));
                                }}
                            />
                            <span>
                                {OPTIONAL[column].title} <span class="quiet">{OPTIONAL[column].hint}</span>
                            </span>
                        </label>
                    </li>
                ))}
            </ul>
        </Dialog>
    );
}
