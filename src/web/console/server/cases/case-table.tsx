// A table of cases: columns as data, each with the title that stands beside its cell where the window is narrow.
import type { ComponentChildren } from 'preact'

export interface CaseColumn<Row> {
  readonly title: string
  readonly cell: (row: Row) => ComponentChildren
}

export function CaseTable<Row>({
  rows,
  keyOf,
  columns,
}: {
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly CaseColumn<Row>[]
}) {
  return (
    <div class="scroll">
      <table class="cases">
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, cell }) => (
                <td key={title} data-label={title}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
