// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A book of limit orders for one asset against cash, over balances that traders keep with it. The oldest
/// order at a price is matched first.
contract OrderBook {
    struct Order {
        address trader;
        uint64 amount;
        bool isBid;
    }

    struct Level {
        uint64 head;
        uint64 tail;
    }

    /// @notice Emitted when two orders were matched.
    event Matched(address indexed taker, address indexed maker, uint256 price, uint256 amount);

    /// @notice Emitted when an order, or what is left of it, waits in the book.
    event Placed(address indexed trader, bool indexed isBid, uint256 price, uint256 amount, uint256 number);

    mapping(address trader => uint256 amount) private _assets;
    mapping(address trader => uint256 amount) private _cash;
    mapping(uint256 price => Level level) private _levels;
    mapping(uint256 price => mapping(uint256 number => Order order)) private _orders;

    /// @notice Places a limit order: matches it against the oldest of the other side, and what is left of it waits.
    function place(bool isBid, uint256 price, uint64 amount) external {
        if (isBid) _cash[msg.sender] -= price * amount;
        else _assets[msg.sender] -= amount;
        Level memory level = _levels[price];
        while (amount > 0 && level.head < level.tail) {
            Order storage resting = _orders[price][level.head];
            Order memory maker = resting;
            if (maker.isBid == isBid) break;
            uint64 filled = maker.amount < amount ? maker.amount : amount;
            amount -= filled;
            _settle(maker.trader, isBid, price, filled);
            if (filled == maker.amount) {
                delete _orders[price][level.head];
                level.head++;
            } else {
                resting.amount = maker.amount - filled;
            }
        }
        if (amount > 0) {
            _orders[price][level.tail] = Order(msg.sender, amount, isBid);
            emit Placed(msg.sender, isBid, price, amount, level.tail);
            level.tail++;
        }
        _levels[price] = level;
    }

    function _settle(address maker, bool isBid, uint256 price, uint64 filled) private {
        (address buyer, address seller) = isBid ? (msg.sender, maker) : (maker, msg.sender);
        _assets[buyer] += filled;
        _cash[seller] += price * filled;
        emit Matched(msg.sender, maker, price, filled);
    }
}
