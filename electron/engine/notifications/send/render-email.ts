import type { NotificationEvent } from '#shared/domain/notification.ts';
import { moment, wordsIn } from '../words/words-in.ts';

export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A message as a mail: in text, and in HTML that loads nothing. Pure. */
export function renderEmail(event: NotificationEvent): Email {
  const words = wordsIn(event.language);
  const facts = factsOf(event);
  const after = words.afterwards[event.kind];
  const foot = words.sentBy(event.machine);
  return {
    subject: `${event.title} (${event.machine})`,
    text: [
      event.title,
      event.text,
      event.next === null ? '' : `${words.whatToDo}:\n${event.next}`,
      facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
      after ?? '',
      `-- \n${foot}`,
    ]
      .filter((part) => part !== '')
      .join('\n\n')
      .concat('\n'),
    html: page(event, { facts, after, foot }),
  };
}

function factsOf({ at, plan, run, machine, language }: NotificationEvent): readonly (readonly [string, string])[] {
  const { facts } = wordsIn(language);
  const when = (instant: string): string => moment(instant, language);
  return [
    ...(plan === null ? [] : [[facts.plan, plan.name] as const]),
    ...(run === null ? [[facts.when, when(at)] as const] : [[facts.begun, when(run.startedAt)] as const]),
    ...(run?.endedAt ? [[facts.ended, when(run.endedAt)] as const] : []),
    [facts.computer, machine],
    ...(run === null ? [] : [[facts.run, run.id.slice(0, 8)] as const]),
  ];
}

interface Parts {
  readonly facts: readonly (readonly [string, string])[];
  readonly after: string | undefined;
  readonly foot: string;
}

const good: ReadonlySet<NotificationEvent['kind']> = new Set(['recovered', 'run-succeeded', 'test']);

function page(event: NotificationEvent, { facts, after, foot }: Parts): string {
  const edge = good.has(event.kind) ? '#2f9e44' : event.kind === 'run-failed' ? '#e03131' : '#e8590c';
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#666">${asHtml(name)}</td><td style="padding:2px 0">${asHtml(value)}</td></tr>`,
  );
  const paragraph = (text: string, style = '') =>
    `<p style="margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere;${style}">${asHtml(text)}</p>`;
  return [
    `<!doctype html><html lang="${event.language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">`,
    `<title>${asHtml(event.title)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif">',
    `<div style="max-width:600px;border-left:4px solid ${edge};padding-left:20px">`,
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${asHtml(event.title)}</h1>`,
    event.text === '' ? '' : paragraph(event.text),
    event.next === null
      ? ''
      : `${paragraph(wordsIn(event.language).whatToDo, 'font-weight:600;margin-bottom:4px;')}${paragraph(event.next)}`,
    `<table style="border-collapse:collapse;font-size:14px;margin:0 0 16px">${rows.join('')}</table>`,
    after === undefined ? '' : paragraph(after, 'font-size:14px;'),
    `${paragraph(foot, 'font-size:13px;color:#666;')}</div></body></html>`,
  ].join('\n');
}

const asHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
