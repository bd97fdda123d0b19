// How the supplier's page looks: one column that fits a phone, large things to touch, nothing loaded from anywhere.
export const deskStyle = `
*{box-sizing:border-box}
body{margin:0;background:#f3f4f6;color:#1a1c1f;font:16px/1.5 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
h1{font-size:1.35rem;margin:.25rem 0}h2{font-size:1.1rem;margin:0 0 .5rem}h3{font-size:1rem;margin:0}
section,details,.note{background:#fff;border-radius:.75rem;padding:1rem;margin:.75rem 0;box-shadow:0 1px 2px rgba(0,0,0,.08)}
.note{border-left:.3rem solid #2563a8}.good{border-color:#1d7a46}.bad{border-color:#b42318}
p{margin:.25rem 0}.pale{color:#565b63}
a{color:#1f5a99}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.25rem 1rem;margin:0}dt{color:#565b63}dd{margin:0;white-space:pre-line}
ul.plain{list-style:none;margin:0;padding:0}ul.plain>li{padding:.6rem 0;border-top:1px solid #e3e5e9}ul.plain>li:first-child{border-top:0}
label{display:block;margin:.6rem 0 .2rem;font-weight:600}
label.check{display:flex;gap:.6rem;align-items:center;font-weight:400;min-height:2.75rem}
input[type=text],input[type=number],select,textarea{width:100%;font:inherit;padding:.6rem .7rem;min-height:2.75rem;border:1px solid #8a9099;border-radius:.5rem;background:#fff;color:inherit}
input[type=checkbox]{width:1.3rem;height:1.3rem;flex:none}
.row{display:grid;grid-template-columns:1fr 6rem;gap:.75rem;align-items:center;padding:.4rem 0}
.row label{margin:0;font-weight:400}
button,.button{display:inline-block;font:inherit;font-weight:600;min-height:2.75rem;padding:.6rem 1.2rem;margin-top:.8rem;border:1px solid #8a9099;border-radius:.5rem;background:#fff;color:#1a1c1f;text-decoration:none}
button.main{background:#1f5a99;border-color:#1f5a99;color:#fff}
button.danger{color:#b42318;border-color:#b42318}
:focus-visible{outline:3px solid #f0a500;outline-offset:2px}
summary{cursor:pointer;font-weight:600;min-height:2rem}
`;
