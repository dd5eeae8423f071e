Mail from before the first start opens nothing, even when somebody moves it or the server numbers it anew

at Mon 10:00
  jane writes, 20 days earlier, "Old story": My lawyer will take legal action against you.
  expect no cases
  expect nobody gets anything

at Mon 10:10
  the mailbox is numbered anew
  expect no cases
  expect nobody gets anything
