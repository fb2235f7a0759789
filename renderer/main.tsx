import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import './app/global.css';
import { App } from './app/app.tsx';
import { currentLanguage } from './app/messages/language.ts';
import { styleNonce } from './app/style-nonce.ts';

document.documentElement.lang = currentLanguage();
setNonce(styleNonce());

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
