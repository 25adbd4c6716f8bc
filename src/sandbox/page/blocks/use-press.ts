import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Block, Json } from '../wire/contract.ts';
import { useConfirm } from './Confirm.tsx';
import { type PressValue, useSurface } from './surface.ts';

type Pressing = { press: (value?: PressValue) => Promise<void>; busy: boolean; dialog: VNode | null };

/** Presses an element: asks first where it says so, and is busy until the press was taken. One press at a time. */
export function usePress(block: Block, element: Json): Pressing {
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const { sure, dialog } = useConfirm(element.confirm);
  const press = async (value?: PressValue) => {
    if (busy || !(await sure())) return;
    setBusy(true);
    try {
      await surface.press(element, value, block);
    } finally {
      setBusy(false);
    }
  };
  return { press, busy, dialog };
}
