import { describe, expect, it } from 'vitest';
import type { DumpContents, PlanContents } from '../../../../electron/engine/runbook/read-contents.ts';
import { renderRunbook } from '../../../../electron/engine/runbook/render-runbook.ts';

const dump = (changes: Partial<DumpContents> = {}): DumpContents => ({
  ...{ label: 'main', database: 'shop', snapshot: '2026-11-21T03-52-15Z', path: 'databases/main/shop.dump' },
  ...{ format: 'custom', at: '2026-11-21T03:52:15.000Z', bytes: 1_200_000, tables: 8, rows: 12_345 },
  ...{ serverVersion: '15.14', globals: 'databases/main/globals.sql' },
  ...changes,
});

const plan = (dumps: readonly DumpContents[], files: number | null): PlanContents => ({
  ...{ slug: 'shop', name: 'Shop', machine: 'kelp', snapshots: 1, hasSafety: false, databases: dumps },
  newest: [
    {
      ...{ name: '2026-11-21T03-52-15Z', completedAt: '2026-11-21T03:53:00.000Z', files, bytes: 1_200_000, dumps },
      roots: files === null ? [] : ['/home/ann'],
    },
  ],
});

describe('databases in the runbook', () => {
  it('each has its own commands: roles, a new database, the dump', () => {
    const page = renderRunbook([plan([dump(), dump({ database: 'stock', globals: null, format: 'directory' })], 12)]);
    expect(page).toContain(
      '<dt>Databases</dt><dd><span class="path">main/shop</span> <span class="path">main/stock</span>',
    );
    expect(page).toContain(
      'psql --no-psqlrc --dbname=postgres --file=plans/shop/snapshots/2026-11-21T03-52-15Z/databases/main/globals.sql',
    );
    expect(page).toContain('createdb --template=template0 shop_restored\n');
    expect(page).toContain('pg_restore --exit-on-error --dbname=shop_restored plans/shop/');
    expect(page).toContain('pg_restore --exit-on-error --jobs=4 --dbname=stock_restored plans/shop/');
    expect(page).toContain('12,345 rows');
    expect(page).toContain('<h2>With a file manager</h2>');
    expect(page).toContain('12 files, 2 databases, 1.2 MB');
  });

  it('without files it says nothing of files', () => {
    const page = renderRunbook([plan([dump()], null)]);
    expect(page).not.toContain('With a file manager');
    expect(page).not.toContain('<dt>Folders</dt>');
    expect(page).toContain('1 database, 1.2 MB');
    expect(page).toContain('cd plans/shop/snapshots/2026-11-21T03-52-15Z');
  });

  it('without databases it says nothing of databases', () => {
    expect(renderRunbook([plan([], 12)])).not.toMatch(/<h2>Databases|<dt>Databases/);
  });

  it('odd names are quoted for the shell and the page, and never become names of new databases', () => {
    const odd = dump({ database: `a'b; <drop> --x`, path: `databases/main/a'b; <drop> --x.dump` });
    const page = renderRunbook([plan([odd], 12)]);
    expect(page).toContain('createdb --template=template0 restored\n');
    expect(page).toContain(
      String.raw`'plans/shop/snapshots/2026-11-21T03-52-15Z/databases/main/a'\''b; &lt;drop&gt; --x.dump'`,
    );
    expect(page).not.toContain('<drop>');
  });
});
