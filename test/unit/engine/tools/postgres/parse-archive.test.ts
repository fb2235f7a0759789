import { expect, test } from 'vitest';
import { parseArchiveContents } from '../../../../../electron/engine/tools/postgres/parse-archive-contents.ts';
import {
  createArchiveScriptReader,
  type ScriptedEntry,
} from '../../../../../electron/engine/tools/postgres/parse-archive-script.ts';

test('an archive’s list: types of several words, and what depends on what', () => {
  const list = [
    ';',
    '; Archive created at 2026-11-21 16:00:00 UTC',
    ';     dbname: shop',
    '3330; 1262 16384 DATABASE - shop postgres',
    '216; 1259 16389 TABLE public two words ann',
    ';\tdepends on: 5 210',
    '3184; 2606 16421 FK CONSTRAINT public orders of_customer ann',
    ';\tdepends on: 216 215 3180',
    '3331; 0 16389 TABLE DATA public orders ann',
    '3340; 0 0 MATERIALIZED VIEW DATA public sums ann',
  ];
  expect(parseArchiveContents(list)).toEqual([
    { id: 3330, type: 'DATABASE', dependsOn: [] },
    { id: 216, type: 'TABLE', dependsOn: [5, 210] },
    { id: 3184, type: 'FK CONSTRAINT', dependsOn: [216, 215, 3180] },
    { id: 3331, type: 'TABLE DATA', dependsOn: [] },
    { id: 3340, type: 'MATERIALIZED VIEW DATA', dependsOn: [] },
  ]);
});

test('an archive’s script: objects with owner, tablespace and grants; what stands in a function is none of them', () => {
  const script = `
--
-- TOC entry 230 (class 1255 OID 16440)
-- Dependencies: 5
-- Name: f(); Type: FUNCTION; Schema: public; Owner: reader
--

CREATE FUNCTION public.f() RETURNS void LANGUAGE sql AS $$
ALTER TABLE x OWNER TO nobody;
GRANT ALL ON x TO nobody;
$$;


ALTER FUNCTION public.f() OWNER TO reader;

SET default_tablespace = fast;

--
-- TOC entry 216 (class 1259 OID 16389)
-- Name: two words; Type: TABLE; Schema: public; Owner: shop owner; Tablespace: fast
--

CREATE TABLE public."two words" (id integer);


ALTER TABLE public."two words" OWNER TO "shop owner";

--
-- TOC entry 3335 (class 0 OID 0)
-- Dependencies: 216
-- Name: TABLE "two words"; Type: ACL; Schema: public; Owner: shop owner
--

GRANT SELECT ON TABLE public."two words" TO reader;


-- Completed on 2026-11-21 16:00:01 UTC
`;
  const entries: ScriptedEntry[] = [];
  const reader = createArchiveScriptReader((entry) => entries.push(entry));
  for (const line of script.split('\n')) reader.line(line);
  reader.end();
  expect(entries).toMatchObject([
    {
      id: 230,
      type: 'FUNCTION',
      name: 'f()',
      owner: 'reader',
      ownership: 'ALTER FUNCTION public.f() OWNER TO reader;',
      grants: [],
    },
    { id: 216, type: 'TABLE', schema: 'public', name: 'two words', owner: 'shop owner', tablespace: 'fast' },
    { id: 3335, type: 'ACL', ownership: null, grants: ['GRANT SELECT ON TABLE public."two words" TO reader;'] },
  ]);
});
