import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, type ReactElement, useState } from 'react';
import { formatExact } from '../../app/format/format-when.ts';
import { locale } from '../../app/messages/language.ts';
import { t } from '../../app/messages/t.ts';
import {
  chooseSpan,
  layoutRuler,
  type Moment,
  nearestTo,
  positionOf,
  type SpanName,
  usefulSpans,
} from './layout-ruler.ts';
import { rulerTicks } from './ruler-ticks.ts';
import styles from './time-ruler.module.css';

interface TimeRulerProps {
  /** Oldest first. */
  readonly moments: readonly Moment[];
  readonly chosen: string;
  /** The other end of a comparison. */
  readonly since?: string;
  /** Moments at which what is looked at changed. */
  readonly changedAt?: ReadonlySet<string>;
  readonly label: string;
  readonly onChoose: (id: string) => void;
}

/** The time ruler: every snapshot has its place in time; choose one by pointer, or by arrows, Home, End, Page keys. */
export function TimeRuler({ moments, chosen, since, changedAt, label, onChoose }: TimeRulerProps): ReactElement {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [wanted, setSpan] = useState<SpanName>('all');
  const offered = usefulSpans(moments);
  const span = offered.includes(wanted) ? wanted : 'all';
  const index = moments.findIndex(({ id }) => id === chosen);
  const at = moments[index]?.at ?? 0;
  const { from, to } = chooseSpan(moments, span, at);
  const inSpan = { from, to, width };
  const marks = layoutRuler({ moments, ...inSpan, gap: 5 });
  const choose = (next: number) => {
    const moment = moments[Math.max(0, Math.min(next, moments.length - 1))];
    if (moment !== undefined && moment.id !== chosen) onChoose(moment.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keySteps[event.key]?.(index, moments.length);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const left = event.currentTarget.getBoundingClientRect().left;
    const nearest = nearestTo(event.clientX - left, marks);
    if (nearest >= 0) choose(nearest);
  };
  const other = moments.find(({ id }) => id === since);
  return (
    <div className={styles.frame}>
      <div
        ref={ref}
        className={styles.ruler}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(moments.length - 1, 0)}
        aria-valuenow={Math.max(index, 0)}
        aria-valuetext={valueText(moments[index])}
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        {rulerTicks({ ...inSpan, minimum: 104 }, locale).map((tick) => (
          <span key={tick.at} className={styles.tick} style={{ left: positionOf(tick.at, inSpan) }}>
            {positionOf(tick.at, inSpan) <= width - labelWidth && tick.label}
          </span>
        ))}
        <span className={styles.axis} />
        {other !== undefined && <Range a={positionOf(other.at, inSpan)} b={positionOf(at, inSpan)} />}
        {marks.map(({ x, indexes }) => (
          <span
            key={indexes[0]}
            className={styles.mark}
            style={{ left: x, height: heightOf(indexes.length) }}
            data-chosen={indexes.includes(index) || undefined}
            data-since={indexes.some((one) => moments[one]?.id === since) || undefined}
            data-damaged={indexes.some((one) => moments[one]?.damaged) || undefined}
            data-safety={indexes.every((one) => moments[one]?.safety) || undefined}
            data-changed={indexes.some((one) => changedAt?.has(moments[one]?.id ?? '')) || undefined}
          />
        ))}
      </div>
      {offered.length > 1 && (
        <SegmentedControl
          aria-label={t('ruler.span')}
          value={span}
          onChange={setSpan}
          data={offered.map((value) => ({ value, label: t(`ruler.${value}`) }))}
        />
      )}
      <Legend moments={moments} />
    </div>
  );
}

/** When it was, and what is special about it. */
function valueText(moment: Moment | undefined): string {
  if (moment === undefined) return '';
  const words = [formatExact(new Date(moment.at).toISOString())];
  if (moment.safety) words.push(t('ruler.safety'));
  if (moment.damaged) words.push(t('ruler.damaged'));
  return words.join(', ');
}

/** What the marks mean that are not plain snapshots; nothing where there are none. */
function Legend({ moments }: Pick<TimeRulerProps, 'moments'>): ReactElement | null {
  const safety = moments.some((moment) => moment.safety);
  const damaged = moments.some((moment) => moment.damaged);
  if (!safety && !damaged) return null;
  return (
    <p className={styles.legend} aria-hidden>
      {damaged && (
        <span className={styles.entry}>
          <span className={styles.sample} data-damaged />
          {t('ruler.damaged')}
        </span>
      )}
      {safety && (
        <span className={styles.entry}>
          <span className={styles.sample} data-safety />
          {t('ruler.safety')}
        </span>
      )}
    </p>
  );
}

/** Room for the longest label, in px; a tick nearer to the right edge has none. */
const labelWidth = 88;

const Range = ({ a, b }: { readonly a: number; readonly b: number }): ReactElement => (
  <span className={styles.range} style={{ left: Math.min(a, b), width: Math.abs(a - b) }} />
);

/** Taller where more snapshots lie together. */
const heightOf = (count: number): number => Math.min(12 + Math.round(Math.log2(count) * 4), 28);

const page = 10;

const keySteps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  PageDown: (index) => index - page,
  PageUp: (index) => index + page,
  Home: () => 0,
  End: (_index, count) => count - 1,
};
