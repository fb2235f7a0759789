/**
 * The option by which PostgreSQL's programs get a database's name. The bare name would be read as a whole connection string
 * where it holds `=` or begins like a URI. Source: libpq's manual, "Connection Strings".
 */
export const databaseOption = (database: string): string =>
  `--dbname=dbname='${database.replaceAll(/[\\']/g, (character) => `\\${character}`)}'`;
