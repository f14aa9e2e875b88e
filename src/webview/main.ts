import './base/translation';
import { startApp } from './app';

startApp();
