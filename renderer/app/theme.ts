import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  SegmentedControl,
} from '@mantine/core';
import { decimalMark } from './format/format-number.ts';

/** The one accent colour: deep water. Green, amber and red are kept for state (see global.css). */
const tide: MantineColorsTuple = [
  '#eaf4fa',
  '#cfe4f0',
  '#a5cce3',
  '#79b4d6',
  '#559fcb',
  '#3a8abb',
  '#2a77a6',
  '#1b628c',
  '#124c6f',
  '#0a3650',
];

/** Mantine draws its dark parts from these: our neutrals, from text down to what lies deepest. */
const dark: MantineColorsTuple = [
  '#e4eaed',
  '#c4d0d6',
  '#9dadb6',
  '#7b8c96',
  '#5f6f78',
  '#2a3338',
  '#1f272b',
  '#151a1d',
  '#101416',
  '#0b0e10',
];

const radius = '6px';
const fonts = 'system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", sans-serif';
const fixedFonts = 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace';

/** Four sizes of type, two weights, one radius, rows of 32 px: whatever Mantine offers beyond them is folded into them. */
export const theme = createTheme({
  colors: { tide, dark },
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: fonts,
  fontFamilyMonospace: fixedFonts,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '24px' },
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '32px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: radius, sm: radius, md: radius, lg: radius, xl: radius },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      vars: () => ({ root: { '--button-height': '32px', '--button-fz': '14px', '--button-padding-x': '12px' } }),
      styles: { root: { fontWeight: 600, flexShrink: 0 } },
    }),
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '14px' } }) }),
    NumberInput: { defaultProps: { decimalSeparator: decimalMark } },
    InputWrapper: {
      styles: { label: { fontWeight: 600 }, description: { fontSize: '12px' }, error: { fontSize: '12px' } },
    },
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', transitionDuration: 0 } }),
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

const shared = (scheme: 'light' | 'dark') => ({
  '--mantine-color-body': 'var(--hf-page)',
  '--mantine-color-text': 'var(--hf-text)',
  '--mantine-color-dimmed': 'var(--hf-quiet)',
  '--mantine-color-placeholder': 'var(--hf-quiet)',
  '--mantine-color-error': 'var(--hf-bad)',
  '--mantine-color-default': 'var(--hf-page)',
  '--mantine-color-default-color': 'var(--hf-text)',
  '--mantine-color-default-hover': 'var(--hf-hover)',
  '--mantine-color-default-border': 'var(--hf-edge)',
  '--mantine-color-anchor': 'var(--hf-accent)',
  '--mantine-primary-color-light-color': 'var(--hf-accent)',
  '--mantine-color-scheme': scheme,
});

/** Mantine's own colours, taken from ours, so that its components and our styles agree in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared('light'),
  dark: shared('dark'),
});
