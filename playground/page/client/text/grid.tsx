import type { JSX } from 'preact';
import type { ColumnSettings } from '../../block-kit.ts';

type Column = ColumnSettings | null;

/** A table whose first row heads it, as in Slack; it scrolls by itself where it is too wide. */
export function Grid({
  rows,
  columns = [],
}: {
  rows: readonly (readonly JSX.Element[])[];
  columns?: readonly Column[];
}) {
  const [head = [], ...body] = rows;
  const look = (index: number) => cellLook(columns[index]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it
    <figure class="hb-table-frame" aria-label="Table" tabIndex={0}>
      <table class="hb-table">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" class={look(index)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, place) => (
            <tr key={place}>
              {row.map((cell, index) => (
                <td key={index} class={look(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function cellLook(column: Column | undefined): string {
  return `hb-align-${column?.align ?? 'left'} ${column?.is_wrapped ? 'hb-wrapped' : ''}`;
}
