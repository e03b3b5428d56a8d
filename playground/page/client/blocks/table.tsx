import type { Table as TableBlock } from '../../block-kit.ts';
import { Grid } from '../text/grid.tsx';
import type { Names } from '../text/names.ts';
import { Passages } from '../text/passages.tsx';
import { readRichText } from '../text/read-rich-text.ts';

export function Table({ table, names }: { table: TableBlock; names: Names }) {
  const rows = table.rows.map((row) =>
    row.map((cell, index) => <CellText key={index} cell={cell} names={names} />),
  );
  return <Grid rows={rows} columns={table.column_settings ?? []} />;
}

type Cell = TableBlock['rows'][number][number];

function CellText({ cell, names }: { cell: Cell; names: Names }) {
  if (cell.type === 'rich_text') return <Passages passages={readRichText(cell)} names={names} />;
  return <span class="hb-cell">{cell.text}</span>;
}
