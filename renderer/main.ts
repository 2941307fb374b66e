import { mount } from 'svelte';
import App from './app.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { applyTheme } from './state/theme.svelte.ts';

applyTheme();

if (import.meta.env.MODE === 'mock') {
  const { installMock } = await import('./dev/mock.ts');
  installMock();
}

mount(App, { target: document.querySelector('#app')! });
