/** A table's name as people write it: public.orders. */
export const nameOfTable = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${schema}.${name}`;
