import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron';

/**
 * A stand-in for those parts of the module `electron` that make a tray, checked against the real typings. It stands for these
 * behaviours, as Electron documents them, and for no others:
 * - `nativeImage.createFromPath` gives an empty image where there is no such file; `@2x` beside it is found by itself.
 * - a `Tray` is there from when it is made until `destroy`; what is set on it afterwards throws.
 * - `Menu.buildFromTemplate` makes items of a template, submenus too; a `&` in a label marks a letter, `&&` stands for one.
 * - a menu tells `menu-will-show` and `menu-will-close`.
 * - `click` of a tray comes where the system tells of it.
 */
export function createTrayDouble() {
  const trays: TrayDouble[] = [];

  class Tray extends TrayDouble {
    constructor(image: NativeImage | string) {
      super(image);
      trays.push(this);
    }
  }

  return { Tray, trays, Menu: MenuDouble, nativeImage: { createFromPath: (path: string) => new ImageDouble(path) } };
}

export class ImageDouble implements Pick<NativeImage, 'isEmpty' | 'setTemplateImage' | 'isTemplateImage'> {
  readonly path: string;
  #isTemplate = false;

  constructor(path: string) {
    this.path = path;
  }

  isEmpty(): boolean {
    return !existsSync(this.path);
  }

  setTemplateImage(option: boolean): void {
    this.#isTemplate = option;
  }

  isTemplateImage(): boolean {
    return this.#isTemplate;
  }
}

export interface ShownItem {
  /** As it is read: without the sign before the letter that chooses it. */
  readonly label: string;
  readonly type: NonNullable<MenuItemConstructorOptions['type']>;
  readonly enabled: boolean;
  readonly submenu: readonly ShownItem[];
  click(): void;
}

class MenuDouble extends EventEmitter {
  readonly items: readonly ShownItem[];

  constructor(template: readonly MenuItemConstructorOptions[]) {
    super();
    this.items = template.map(shownItem);
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): MenuDouble {
    return new MenuDouble(template);
  }

  /** The item of that label, wherever in the menu. */
  find(label: string, items = this.items): ShownItem | undefined {
    return items.flatMap((item) => (item.label === label ? [item] : (this.find(label, item.submenu) ?? [])))[0];
  }
}

function shownItem({ label = '', type, enabled = true, submenu, click }: MenuItemConstructorOptions): ShownItem {
  const inner = Array.isArray(submenu) ? submenu.map(shownItem) : [];
  return {
    label: label.replace(/&(.)/g, '$1'),
    type: type ?? (submenu === undefined ? 'normal' : 'submenu'),
    enabled,
    submenu: inner,
    click: () => {
      // The handler looks at none of what Electron hands it.
      Reflect.apply(click ?? (() => undefined), undefined, []);
    },
  };
}

class TrayDouble extends EventEmitter implements Pick<Tray, 'destroy' | 'isDestroyed' | 'setToolTip'> {
  image: unknown;
  toolTip = '';
  menu: MenuDouble | null = null;
  /** How often a menu was set. */
  menusSet = 0;
  #isDestroyed = false;

  constructor(image: unknown) {
    super();
    this.image = image;
  }

  setImage(image: unknown): void {
    this.#assertThere();
    this.image = image;
  }

  setToolTip(toolTip: string): void {
    this.#assertThere();
    this.toolTip = toolTip;
  }

  setContextMenu(menu: MenuDouble | null): void {
    this.#assertThere();
    this.menu = menu;
    this.menusSet += 1;
  }

  destroy(): void {
    this.#isDestroyed = true;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #assertThere(): void {
    if (this.#isDestroyed) throw new TypeError('Tray is destroyed');
  }
}
