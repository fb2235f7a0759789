import { app } from 'electron';
import { chooseLanguage, type Language } from '#shared/domain/language.ts';
import { readSettings } from '../engine/settings/settings-service.ts';

/** What the desktop is written in: as the home's setting wants it, else as the system. */
export const languageOf = (home: string): Language =>
  chooseLanguage(readSettings(home).language, app.isReady() ? app.getLocale() : undefined);
