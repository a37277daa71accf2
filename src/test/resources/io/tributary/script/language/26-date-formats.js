const date = new Date(Date.UTC(2024, 2, 5, 14, 7, 9));
const utc = { timeZone: 'UTC' };
console.log(date.toLocaleDateString('en-US', { ...utc, year: 'numeric', month: 'long', day: 'numeric' }));
console.log(date.toLocaleDateString('de-DE', utc) + ' ' + date.toLocaleDateString('en-GB', utc));
console.log(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit', hour12: false }).format(date));
console.log(date.toUTCString());
