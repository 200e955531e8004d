import { SQLDialect } from '@codemirror/lang-sql';

const words = (text: string) => text.trim().replace(/\s+/g, ' ');

const KEYWORDS = words(`
    all and any array as asc between both by case cast cross current current_date current_time current_timestamp
    date day desc distinct else end escape except exclude exists explain extract false fetch filter first following for
    from full group groups having hour if ignore ilike in inner intersect interval is join last leading left like limit
    localtime localtimestamp minus minute month natural next not null nulls of offset on only or order others outer over
    partition percent preceding qualify range regexp respect right row rows second select separator some symmetric table
    ties time timestamp to trailing true unbounded union unique unknown using values when where window with within year
    zone`);

const TYPES = words(`
    bigint binary boolean char character clob date decfloat decimal double int integer interval json numeric real
    smallint time timestamp tinyint uuid varbinary varchar`);

/** H2's, as far as one reads with it. */
export const H2 = SQLDialect.define({
    keywords: KEYWORDS,
    types: TYPES,
    doubleDollarQuotedStrings: true,
    slashComments: true,
    caseInsensitiveIdentifiers: true,
    identifierQuotes: '"',
    specialVar: ':?',
});

/** What one reckons with: its name, and how it is called. */
export const FUNCTIONS: readonly (readonly [name: string, call: string, about: string])[] = [
    ['count', 'count(*)', 'How many rows'],
    ['sum', 'sum(n)', 'The sum of a group'],
    ['avg', 'avg(n)', 'The mean of a group'],
    ['min', 'min(x)', 'The least of a group'],
    ['max', 'max(x)', 'The greatest of a group'],
    ['median', 'median(n)', 'The middle of a group'],
    [
        'percentile_cont',
        'percentile_cont(0.99) within group (order by n)',
        'A percentile, between two values where it lies so',
    ],
    ['percentile_disc', 'percentile_disc(0.99) within group (order by n)', 'A percentile that is one of the values'],
    ['stddev_samp', 'stddev_samp(n)', 'The standard deviation of a group'],
    ['listagg', "listagg(x, ', ') within group (order by x)", 'The texts of a group as one'],
    ['array_agg', 'array_agg(x)', 'The values of a group as an array'],
    ['any_value', 'any_value(x)', 'Some value of a group'],
    ['row_number', 'row_number() over (partition by x order by y)', 'The number of a row in its window'],
    ['rank', 'rank() over (order by x)', 'The rank of a row; equals share one'],
    ['lag', 'lag(x) over (order by y)', 'The value of the row before'],
    ['lead', 'lead(x) over (order by y)', 'The value of the row behind'],
    ['ntile', 'ntile(4) over (order by x)', 'In which part of as many a row lies'],
    ['coalesce', 'coalesce(a, b)', 'The first that is known'],
    ['nullif', 'nullif(a, b)', 'Nothing where both are equal'],
    ['greatest', 'greatest(a, b)', 'The greater of both'],
    ['least', 'least(a, b)', 'The less of both'],
    ['lower', 'lower(text)', 'In small letters'],
    ['upper', 'upper(text)', 'In capitals'],
    ['trim', 'trim(text)', 'Without blanks at its ends'],
    ['length', 'length(text)', 'How many characters'],
    ['octet_length', 'octet_length(text)', 'How many bytes'],
    ['substring', 'substring(text from 1 for 3)', 'A part of a text'],
    ['position', "position('x' in text)", 'Where a text begins in another, from 1; 0: nowhere'],
    ['replace', "replace(text, 'a', 'b')", 'One text for another'],
    ['regexp_like', "regexp_like(text, '[0-9]$')", 'Whether an expression is found in it'],
    ['regexp_substr', "regexp_substr(text, '^/[^/]*')", 'What an expression finds in it'],
    ['regexp_replace', "regexp_replace(text, '[0-9]+', 'N')", 'What an expression finds, replaced'],
    ['date_trunc', "date_trunc('minute', at)", 'The beginning of its second, minute, hour, day'],
    ['extract', 'extract(epoch from at)', 'A part of a time'],
    ['datediff', "datediff('millisecond', a, b)", 'How long from one time to another'],
    ['dateadd', "dateadd('second', 1, at)", 'So much later'],
    ['abs', 'abs(n)', 'Without its sign'],
    ['round', 'round(n, 2)', 'To so many digits'],
    ['floor', 'floor(n)', 'The whole number below'],
    ['ceil', 'ceil(n)', 'The whole number above'],
    ['power', 'power(n, 2)', 'Raised to a power'],
    ['log10', 'log10(n)', 'The logarithm to base 10'],
    ['sqrt', 'sqrt(n)', 'The square root'],
    ['width_bucket', 'width_bucket(n, 0, 100, 10)', 'Into which of equal buckets it falls'],
    ['cast', 'cast(x as bigint)', 'As another type'],
];
