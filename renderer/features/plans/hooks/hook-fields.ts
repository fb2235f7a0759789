import { type Hook, type HookDraft, hookDraftSchema } from '#shared/domain/hook.ts';

/** A command while it is edited; `key` tells it from the others. */
export interface HookFields {
  readonly key: string;
  readonly draft: HookDraft;
  /** It came with a repository, and nobody has agreed to it yet. */
  readonly strange: boolean;
}

export const hooksFields = (hooks: readonly Hook[]): readonly HookFields[] =>
  hooks.map((hook) => ({ key: hook.id, draft: hook, strange: !hook.agreed }));

export const hookDrafts = (fields: readonly HookFields[]): HookDraft[] => fields.map(({ draft }) => draft);

export const newHook = (): HookFields => ({
  key: crypto.randomUUID(),
  draft: { when: 'before', command: '', timeoutSeconds: 300, stopOnFailure: false, agreed: true },
  strange: false,
});

export const isWholeHook = ({ draft }: HookFields): boolean => hookDraftSchema.safeParse(draft).success;
