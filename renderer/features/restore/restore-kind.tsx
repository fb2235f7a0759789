import type { ReactElement } from 'react';
import type { RestoreAction } from '#shared/domain/restore.ts';
import { t } from '../../app/messages/t.ts';
import { IconWord } from '../../components/icon-word.tsx';
import { restoreKinds } from './restore-kinds.ts';

/** What would happen to an entry. */
export const RestoreKind = ({ action }: { readonly action: RestoreAction }): ReactElement => (
  <IconWord {...restoreKinds[action]} word={t(`dry-run.kind.${action}`)} />
);
