import { type HookDraft, hookDraftSchema, hookMoments } from '#shared/domain/hook.ts';
import { HoldfastError } from '#shared/errors.ts';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const shape = new RegExp(`^(${hookMoments.join('|')})((?:,(?:stop|timeout=\\d+[smh]))*)=(.*)$`, 's');

/**
 * The value of `--hook`: when, then with commas `stop` (a failing command before a backup stops it) and `timeout=10m` (s, m or h),
 * then an equals sign and the command: `before,stop,timeout=10m=systemctl stop shop`.
 */
export function parseHook(text: string): HookDraft {
  const [, when, rules = '', command = ''] = shape.exec(text) ?? [];
  if (when === undefined) throw misunderstood(text);
  const limit = /,timeout=(\d+)([smh])/.exec(rules);
  const draft = {
    ...{ when, command, stopOnFailure: /,stop\b/.test(rules) },
    ...(limit && { timeoutSeconds: Number(limit[1]) * (units[limit[2] ?? ''] ?? 1) }),
  };
  const parsed = hookDraftSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  throw misunderstood(text, parsed.error.issues[0]?.message);
}

const misunderstood = (text: string, why = ''): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason:
      `--hook takes when (${hookMoments.join(', ')}) and a command, such as “before,stop,timeout=10m=systemctl stop shop”, not “${text}”. ${why}`.trim(),
  });
