import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { screen, type BrowserWindow } from 'electron';
import { z } from 'zod';

const State = z.object({
  bounds: z.object({
    x: z.number().int().optional(),
    y: z.number().int().optional(),
    width: z.number().int().min(400),
    height: z.number().int().min(300),
  }),
  maximized: z.boolean(),
});
export type WindowState = z.output<typeof State>;

const DEFAULT: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false };

/** Where the window was; the default when that is not known or no screen shows it any more. */
export function readWindowState(path: string): WindowState {
  try {
    const state = State.parse(JSON.parse(readFileSync(path, 'utf8')));
    return isVisible(state) ? state : DEFAULT;
  } catch {
    return DEFAULT;
  }
}

/** Written when the window closes: there is no later moment, so it is written synchronously. */
export function keepWindowState(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(state), { mode: 0o600 });
  });
}

function isVisible({ bounds }: WindowState): boolean {
  const { x, y } = bounds;
  if (x === undefined || y === undefined) return false;
  return screen.getAllDisplays().some(({ workArea }) => {
    const insideX = x + bounds.width > workArea.x && x < workArea.x + workArea.width;
    const insideY = y >= workArea.y && y < workArea.y + workArea.height;
    return insideX && insideY;
  });
}
