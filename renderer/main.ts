import { mount } from 'svelte';
import App from './app.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { applyTheme } from './state/theme.svelte.ts';

applyTheme();

const target = document.querySelector('#app');
if (target) mount(App, { target });
