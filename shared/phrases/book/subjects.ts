import { pair } from '../pair.ts';

/** What runs are about, in a few words. */
export const subjects = [
  pair('everything, in place', 'alles, an seinem Ort'),
  pair('everything, beside the original', 'alles, neben dem Original'),
  pair('everything, to {target}', 'alles, nach {target}'),
  pair('{count} paths, in place', '{count} Pfade, an ihrem Ort'),
  pair('{count} paths, beside the original', '{count} Pfade, neben dem Original'),
  pair('{count} paths, to {target}', '{count} Pfade, nach {target}'),
  pair('{path}, in place', '{path}, an seinem Ort'),
  pair('{path}, beside the original', '{path}, neben dem Original'),
  pair('{path}, to {target}', '{path}, nach {target}'),
  pair('back to before: {why}', 'zurück zu davor: {why}'),
  pair('the rest of: {why}', 'der Rest von: {why}'),
  pair('{database} as {target} on {server}', '{database} als {target} auf {server}'),
  pair('{target} on {server}, back to before', '{target} auf {server}, zurück zu davor'),
  pair('{count} snapshots', '{count} Sicherungsstände'),
  pair('{count} snapshots that are no longer kept', '{count} Sicherungsstände, die nicht mehr aufbewahrt werden'),
  pair('{snapshot}, which is no longer kept', '{snapshot}, der nicht mehr aufbewahrt wird'),
  pair('{count} snapshots, to make room', '{count} Sicherungsstände, um Platz zu schaffen'),
  pair('safety copies whose 30 days are over', 'Sicherheitskopien, deren 30 Tage vorbei sind'),
  pair('what an earlier deletion left', 'was ein früheres Löschen übrig ließ'),
  pair('{names} and {count} more', '{names} und {count} weitere'),
  pair('all schedules', 'alle Zeitpläne'),
];
