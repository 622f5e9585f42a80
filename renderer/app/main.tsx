/** The page's start. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { connect } from '../bridge/index.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

// Before anything reads the address: the web host's one-time code comes in it and is taken out here.
const bridge = connect(window);

createRoot(root).render(
  <StrictMode>
    <App bridge={bridge} />
  </StrictMode>,
);
