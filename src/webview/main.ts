import './translation';
import { startApp } from './app';

startApp();
