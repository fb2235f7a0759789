import type { Hook, HookDraft } from '#shared/domain/hook.ts';
import { HoldfastError } from '#shared/errors.ts';

/**
 * The commands of a plan as drafts want them; `before` are those that it has. Whoever writes a command has agreed to it; one
 * that came with a repository and stays as it is waits for somebody to say so. Throws `invalid-input`.
 */
export function planHooks(drafts: readonly HookDraft[], before: readonly Hook[] = []): Hook[] {
  const ids = drafts.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) throw invalid('A command of the plan is given twice.');
  return drafts.map(({ id, agreed = false, ...fields }) => {
    const known = before.find((hook) => hook.id === id);
    if (id !== undefined && !known) throw invalid(`This plan has no command with the id ${id}.`);
    if (fields.stopOnFailure && fields.when !== 'before') {
      throw invalid('Only a command before a backup can stop it. Leave that out, or run the command before.');
    }
    const asItWas = known !== undefined && known.command === fields.command;
    return { id: known?.id ?? crypto.randomUUID(), ...fields, agreed: agreed || !asItWas || known.agreed };
  });
}

/** Commands that were found in a repository. Anybody may have written there: none is run until somebody has agreed to it. */
export const foundHooks = (hooks: readonly Hook[]): Hook[] => hooks.map((hook) => ({ ...hook, agreed: false }));

const invalid = (reason: string): HoldfastError => new HoldfastError('invalid-input', { reason });
