import type { JSX } from 'preact';
import type { ColumnSettings } from '../../block-kit.ts';

type Column = ColumnSettings | null;

/** A table whose first row is its head, as in Slack; it scrolls where it is too wide. */
export function Grid({
  rows,
  columns = [],
}: {
  rows: readonly (readonly JSX.Element[])[];
  columns?: readonly Column[];
}) {
  const [head = [], ...body] = rows;
  const classesOf = (index: number) => cellClasses(columns[index]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <figure class="hb-table-frame" aria-label="Table" tabIndex={0}>
      <table class="hb-table">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" class={classesOf(index)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, place) => (
            <tr key={place}>
              {row.map((cell, index) => (
                <td key={index} class={classesOf(index)}>
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

function cellClasses(column: Column | undefined): string {
  return `hb-align-${column?.align ?? 'left'} ${column?.is_wrapped ? 'hb-wrapped' : ''}`;
}
