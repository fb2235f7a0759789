import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { t } from '../../app/messages/t.ts';

const scopes = ['files', 'databases'] as const;

interface BackupButtonProps {
  readonly plan: Plan;
  readonly variant: 'filled' | 'default';
  readonly disabled: boolean;
  /** Whether it takes all the room there is. */
  readonly wide?: boolean;
  /** `only`: null for all that the plan has. */
  readonly onStart: (only: (typeof scopes)[number] | null) => void;
}

/** Backs a plan up now; one with folders and databases on request only the ones or the others. */
export function BackupButton(props: BackupButtonProps): ReactElement {
  const { plan, variant, disabled, wide = false, onStart } = props;
  const scoped = plan.folders.length > 0 && plan.databases.length > 0;
  const main = (
    <Button
      variant={variant}
      px={scoped ? 8 : undefined}
      fullWidth={wide}
      flex={wide ? 1 : undefined}
      disabled={disabled}
      aria-label={t('home.back-up-plan', { plan: plan.name })}
      onClick={() => onStart(null)}
    >
      {t('home.back-up-now')}
    </Button>
  );
  if (!scoped) return main;
  return (
    <Button.Group w={wide ? '100%' : undefined}>
      {main}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant={variant} px={6} disabled={disabled} aria-label={t('scope.choose', { plan: plan.name })}>
            <IconChevronDown size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onStart(null)}>{t('scope.all')}</Menu.Item>
          {scopes.map((only) => (
            <Menu.Item key={only} onClick={() => onStart(only)}>
              {t(`scope.${only}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
