import type { ReactElement } from 'react';
import { formatDay, formatExact, formatSecond } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import styles from './growth-chart.module.css';
import { layoutGrowth, type Place, type Point } from './layout-growth.ts';

interface GrowthChartProps {
  /** Oldest first. */
  readonly points: readonly Point[];
  /** What the values are, for those who listen: “Rows of public.orders”. */
  readonly label: string;
  readonly format: (value: number) => string;
  /** A line in a row, or a picture with its numbers. */
  readonly size: 'small' | 'large';
}

const frames = {
  small: { width: 96, height: 24, inset: 3, foot: 2 },
  large: { width: 720, height: 144, inset: 6, foot: 1 },
} as const;

/** How something grew from dump to dump, as a line over the ground. Said in words too. */
export function GrowthChart({ points, label, format, size }: GrowthChartProps): ReactElement {
  const frame = frames[size];
  const places = layoutGrowth(points, frame);
  const last = places.at(-1);
  const picture = (
    <svg
      className={styles[size]}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      preserveAspectRatio={size === 'large' ? 'none' : undefined}
      role="img"
      aria-label={describe(label, points, format)}
    >
      {places.length > 1 && (
        <>
          <polygon className={styles.area} points={groundOf(places, frame.height)} />
          <polyline className={styles.line} points={lineOf(places)} vectorEffect="non-scaling-stroke" />
        </>
      )}
      {size === 'small' && last !== undefined && <circle className={styles.dot} cx={last.x} cy={last.y} r={2.5} />}
    </svg>
  );
  return size === 'small' ? picture : <Numbered points={points} format={format} picture={picture} />;
}

interface NumberedProps extends Pick<GrowthChartProps, 'points' | 'format'> {
  readonly picture: ReactElement;
}

/** The large picture between its highest value and its first and last moment. */
function Numbered({ points, format, picture }: NumberedProps): ReactElement {
  const [first, last] = [points[0], points.at(-1)];
  const formatWhen = whenFormat(points);
  const highest = Math.max(...points.map(({ value }) => value), 0);
  return (
    <div className={styles.chart} aria-hidden={points.length === 0}>
      <div className={styles.scale} aria-hidden>
        <span>{format(highest)}</span>
        <span>{format(0)}</span>
      </div>
      {picture}
      <div className={styles.span} aria-hidden>
        <span title={first && formatExact(instant(first))}>{first && formatWhen(instant(first))}</span>
        <span title={last && formatExact(instant(last))}>{last && last !== first && formatWhen(instant(last))}</span>
      </div>
    </div>
  );
}

const longMs = 48 * 60 * 60 * 1000;

/** Over days the time of day tells nothing. */
const whenFormat = (points: readonly Point[]): ((instant: string) => string) =>
  (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0) > longMs ? formatDay : formatSecond;

const instant = ({ at }: Point): string => new Date(at).toISOString();

const lineOf = (places: readonly Place[]): string => places.map(({ x, y }) => `${x},${y}`).join(' ');

const groundOf = (places: readonly Place[], ground: number): string =>
  `${places[0]?.x ?? 0},${ground} ${lineOf(places)} ${places.at(-1)?.x ?? 0},${ground}`;

function describe(label: string, points: readonly Point[], format: (value: number) => string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return t('growth.none', { label });
  const formatWhen = whenFormat(points);
  const then = { label, last: format(last.value), lastAt: formatWhen(instant(last)) };
  if (points.length === 1) return t('growth.one', then);
  return t('growth.some', {
    ...then,
    count: points.length,
    first: format(first.value),
    firstAt: formatWhen(instant(first)),
  });
}
