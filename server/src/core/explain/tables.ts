import type { Comparison, Explanation, Table } from './explanation';

/** All tables of an explanation, for renderings that show two answers below each other. */
export function tablesOf({ tables = [], comparison }: Explanation): readonly Table[] {
  return comparison === undefined ? tables : [...tables, comparisonTable(comparison)];
}

function comparisonTable({ title, columns, sides }: Comparison): Table {
  return {
    title,
    columns,
    rows: sides.map(({ when, verdict, answer, because }) => ({ verdict, cells: [when, answer, because] })),
  };
}
