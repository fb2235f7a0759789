import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactElement } from 'react';

type Props = ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

const ButtonAnchor = (props: Props): ReactElement => <Button component="a" {...props} />;

/** A way to another place that looks like a button: it opens in a tab, and its address can be copied. */
export const LinkButton = createLink(ButtonAnchor);
