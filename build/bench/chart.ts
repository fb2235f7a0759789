import type { Machine } from './machine.ts';
import { describeMachine } from './machine-words.ts';
import { allPeers } from './peers/all-peers.ts';
import type { PartResult } from './result.ts';
import type { StepId } from './steps.ts';
import { cellOf } from './summarise.ts';

export interface Bar {
  readonly title: string;
  readonly seconds: number;
  readonly own: boolean;
}

export interface Panel {
  readonly title: string;
  /** Fastest first. */
  readonly bars: readonly Bar[];
}

const shown = [
  { step: 'nothing-changed', title: 'Nothing changed' },
  { step: 'changed-0.3', title: '0.3 % of the files changed' },
] as const satisfies readonly { step: StepId; title: string }[];

const width = 760;
const margin = 28;
const labelWidth = 128;
const valueWidth = 60;
const barHeight = 16;
const rowHeight = 24;
const panelHead = 38;
const panelGap = 16;
const top = 74;
const captionLine = 17;

/** The panels of the chart: how long each program takes, over all rounds. */
export function chartPanels({ samples }: PartResult): readonly Panel[] {
  return shown.map(({ step, title }) => {
    const bars = allPeers
      .filter(({ id }) => id !== 'holdfast-host')
      .flatMap(({ id, title }) => {
        const seconds = cellOf(samples, step, id)?.seconds;
        return seconds === undefined ? [] : [{ title, seconds, own: id === 'holdfast' }];
      });
    return { title, bars: bars.toSorted((a, b) => a.seconds - b.seconds) };
  });
}

/** An SVG with one scale for all panels, linear from 0, which follows the reader's light or dark. */
export function renderChart(panels: readonly Panel[], part: Pick<PartResult, 'description' | 'machine'>): string {
  const longest = Math.max(0, ...panels.flatMap(({ bars }) => bars.map(({ seconds }) => seconds)));
  const scale = (width - 2 * margin - labelWidth - valueWidth) / (longest || 1);
  const drawn: string[] = [];
  let y = top;
  for (const panel of panels) {
    drawn.push(drawPanel(panel, y, scale));
    y += panelHead + panel.bars.length * rowHeight + panelGap;
  }
  const caption = captionLines(part.machine);
  const height = y + caption.length * captionLine + margin - 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">Seconds for one more backup</title>
<desc id="description">${escapeText(describe(panels))}</desc>
<style>${style}</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
<text class="heading" x="${margin}" y="38">Seconds for one more backup</text>
<text class="quiet" x="${margin}" y="57">${escapeText(part.description)}; shorter is better</text>
${drawn.join('\n')}
${caption.map((line, number) => `<text class="caption" x="${margin}" y="${y + 14 + number * captionLine}">${escapeText(line)}</text>`).join('\n')}
</svg>
`;
}

function drawPanel({ title, bars }: Panel, y: number, scale: number): string {
  const rows = bars.map(({ title: name, seconds, own }, number) => {
    const middle = y + panelHead + number * rowHeight + barHeight / 2;
    const left = margin + labelWidth;
    const length = Math.max(1, seconds * scale);
    const kind = own ? 'own' : 'other';
    return `<text class="name ${kind}" x="${margin}" y="${middle}">${escapeText(name)}</text><rect class="bar ${kind}" x="${left}" y="${middle - barHeight / 2}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/><text class="value ${kind}" x="${(left + length + 8).toFixed(1)}" y="${middle}">${escapeText(formatValue(seconds))}</text>`;
  });
  return [`<text class="panel" x="${margin}" y="${y + 24}">${escapeText(title)}</text>`, ...rows].join('\n');
}

const formatValue = (seconds: number): string => `${seconds.toFixed(seconds < 100 ? 1 : 0)} s`;

/** For those who hear it. */
const describe = (panels: readonly Panel[]): string =>
  panels
    .map(({ title, bars }) => `${title}: ${bars.map((bar) => `${bar.title} ${formatValue(bar.seconds)}`).join(', ')}.`)
    .join(' ');

function captionLines(machine: Machine): readonly string[] {
  const { place, programs } = describeMachine(machine);
  return [place, programs];
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Cantarell,"Noto Sans",sans-serif;fill:#151a1d}
.card{fill:#fff;stroke:#d5dde1}
.heading{font-size:18px;font-weight:650}
.panel{font-size:14px;font-weight:600}
.quiet{font-size:13px;fill:#5f6f78}
.caption{font-size:11.5px;fill:#5f6f78}
.name,.value{font-size:13px;dominant-baseline:central;font-variant-numeric:tabular-nums}
.name.own,.value.own{font-weight:650}
.bar.own{fill:#1b628c}
.bar.other{fill:#c4d0d6}
@media (prefers-color-scheme:dark){
text{fill:#e4eaed}
.card{fill:#151a1d;stroke:#2a3338}
.quiet,.caption{fill:#9dadb6}
.bar.own{fill:#559fcb}
.bar.other{fill:#3d4a52}
}
`;
