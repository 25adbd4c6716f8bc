import type { ComponentChildren } from 'preact';

export const WithKeys = (props: { on: boolean; text: string; language: string; children: ComponentChildren }) => (
  <>{props.children}</>
);
