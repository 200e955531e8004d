import { count } from '../../../ui/format';
import { plain } from '../../../ui/escape';
import { Text } from '../../../ui/text';
import { amount, type Unit } from '../unit';
import { Legend } from './legend';
import type { Category, CategoryModel } from './model';

interface CategoryProps {
    model: CategoryModel;
    unit: Unit | undefined;
    label: string;
}

/** A bar for each category, as long as what it counts: its name has room, however long it is. */
export function CategoryChart({ model, unit, label }: CategoryProps) {
    const length = model.most - model.least;
    return (
        <div class="sql-chart">
            {model.series.length > 1 && <Legend names={model.series} mark="bars" />}
            <ol class="sql-bars" tabIndex={0} aria-label={label}>
                {model.categories.map((category) => (
                    <li key={category.name}>
                        <span class="ellipsis sql-bar-name" title={plain(category.name)}>
                            <Text of={category.name} cut={200} />
                        </span>
                        <span class="sql-bar-line" title={spoken(category, unit)}>
                            {category.parts.map(({ series, n }) => (
                                <span
                                    key={series}
                                    class={`sql-bar-part of-${(model.series.indexOf(series) % 6) + 1}`}
                                    style={{ width: `${(Math.abs(n) / length) * 100}%` }}
                                />
                            ))}
                        </span>
                        <span class="sql-bar-total">{amount(category.total, unit)}</span>
                    </li>
                ))}
            </ol>
            {model.all > model.categories.length && (
                <p class="quiet">
                    The first {count(model.categories.length)} of {count(model.all)}; the table has all of them.
                </p>
            )}
        </div>
    );
}

const spoken = ({ name, parts }: Category, unit: Unit | undefined): string =>
    [plain(name), ...parts.map(({ series, n }) => `${plain(series)}: ${amount(n, unit)} (${n})`)].join('\n');
