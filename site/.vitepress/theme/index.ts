import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { CodeTabs } from './code-tabs';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('CodeTabs', CodeTabs),
} satisfies Theme;
