import { sampleDatabase, withSampleServer } from './sample-server.ts';

const tables = `
CREATE TABLE public.customers (id int PRIMARY KEY, name text NOT NULL, town text NOT NULL, since date NOT NULL);
CREATE TABLE public.products (id int PRIMARY KEY, name text NOT NULL UNIQUE, price numeric(8,2) NOT NULL, stock int NOT NULL);
CREATE TABLE public.orders (
  id int PRIMARY KEY,
  customer int NOT NULL REFERENCES public.customers,
  ordered_at timestamptz NOT NULL,
  paid boolean NOT NULL DEFAULT false
);
CREATE TABLE public.order_lines (
  order_id int NOT NULL REFERENCES public.orders,
  product int NOT NULL REFERENCES public.products,
  quantity int NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product)
);
CREATE INDEX orders_by_customer ON public.orders (customer);

INSERT INTO public.customers SELECT n, (ARRAY['Ida','Noor','Emil','Maud','Joris','Lena','Omar','Tove'])[1 + n % 8]
    || ' ' || (ARRAY['Falk','Berg','Lindqvist','Sand','Haas','Moreau'])[1 + n % 6],
    (ARRAY['Visby','Bergen','Ghent','Lund','Porto'])[1 + n % 5], date '2024-03-01' + n * 5
  FROM generate_series(1, 60) n;
INSERT INTO public.products SELECT n, (ARRAY['Ink','Paper','Brush','Chalk','Frame','Print'])[1 + n % 6] || ' no. ' || n,
    2.5 + n * 1.75, 10 + n * 3 % 40
  FROM generate_series(1, 36) n;
INSERT INTO public.orders SELECT n, 1 + n * 7 % 60, now() - (400 - n) * interval '1 day', n % 9 > 0
  FROM generate_series(1, 400) n;
INSERT INTO public.order_lines SELECT o.id, 1 + (o.id * 5 + k * 11) % 36, 1 + (o.id + k) % 4
  FROM public.orders o CROSS JOIN generate_series(1, 3) k;`;

/** Makes the sample's database: a small shop with customers, products and orders. Gives how many rows it has. */
export async function fillShop(folder: string, signal: AbortSignal): Promise<number> {
  await withSampleServer({ folder, database: 'postgres', signal }, (client) =>
    client.query(`CREATE DATABASE ${sampleDatabase} TEMPLATE template0`),
  );
  return withSampleServer({ folder, database: sampleDatabase, signal }, async (client) => {
    await client.query(tables);
    const { rows } = await client.query<{ rows: string }>(
      `SELECT (SELECT count(*) FROM public.customers) + (SELECT count(*) FROM public.products)
         + (SELECT count(*) FROM public.orders) + (SELECT count(*) FROM public.order_lines) AS rows`,
    );
    return Number(rows[0]?.rows ?? 0);
  });
}

/** So many orders come in each time. */
export const newOrders = 12;

/** A day in the shop: orders come in, and some are paid. */
export async function changeShop(folder: string, signal: AbortSignal): Promise<void> {
  await withSampleServer({ folder, database: sampleDatabase, signal }, (client) =>
    client.query(`
      WITH added AS (
        INSERT INTO public.orders SELECT (SELECT max(id) FROM public.orders) + n, 1 + n * 5 % 60, now(), false
          FROM generate_series(1, ${newOrders}) n RETURNING id
      )
      INSERT INTO public.order_lines SELECT id, 1 + id % 36, 2 FROM added;
      UPDATE public.orders SET paid = true WHERE id IN (SELECT id FROM public.orders WHERE NOT paid ORDER BY id LIMIT 20);`),
  );
}
